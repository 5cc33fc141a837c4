@NullMarked
package demarc.app.agreement.web;

import org.jspecify.annotations.NullMarked;
