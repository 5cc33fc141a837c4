/// What the kinds of source share: strict JSON that says where it breaks ([Told]), and a signal put together step by step ([Draft]). Each kind has a
/// folder below.
@NullMarked
package demarc.app.signals.source;

import org.jspecify.annotations.NullMarked;
