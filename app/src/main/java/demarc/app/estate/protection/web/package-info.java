/// Protection on pages: what would come back, what did not run, and restores to be tried.
@NullMarked
package demarc.app.estate.protection.web;

import org.jspecify.annotations.NullMarked;
