/// `demarc report`: how a backup went, from the machine that made it. Runs without Spring.
@NullMarked
package demarc.app.estate.protection.report;

import org.jspecify.annotations.NullMarked;
