@NullMarked
package demarc.app.estate.protection.report;

import org.jspecify.annotations.NullMarked;
