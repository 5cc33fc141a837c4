/// The pages of work: the queue, a ticket, a new ticket, the portal of employees, and what awaits a decision. They read through the module's
/// front doors and decide nothing.
@NullMarked
package demarc.app.work.web;

import org.jspecify.annotations.NullMarked;
