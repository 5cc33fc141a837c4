/// Pages and addresses of conditions, causes, coverage and maintenance.
@NullMarked
package demarc.app.signals.web;

import org.jspecify.annotations.NullMarked;
