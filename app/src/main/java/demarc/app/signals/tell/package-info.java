/// The way back: what a source's tool is told of the work that its problems became. What is told is on disk with the deed it tells of, is tried until it
/// succeeds or a day has passed, and its failures stand on the source's page.
@NullMarked
package demarc.app.signals.tell;

import org.jspecify.annotations.NullMarked;
