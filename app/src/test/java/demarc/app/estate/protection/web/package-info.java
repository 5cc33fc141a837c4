@NullMarked
package demarc.app.estate.protection.web;

import org.jspecify.annotations.NullMarked;
