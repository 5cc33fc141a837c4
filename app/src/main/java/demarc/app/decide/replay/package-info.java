/// What another agreement would have done with a client's own last months: which tickets would have gone elsewhere, which promises would have been
/// kept, what the bill would have been. [Effect] adds up; nothing is stored.
@NullMarked
package demarc.app.decide.replay;

import org.jspecify.annotations.NullMarked;
