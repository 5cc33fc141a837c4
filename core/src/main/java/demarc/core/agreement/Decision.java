package demarc.core.agreement;

import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.Review;
import demarc.core.agreement.Agreement.TimeOut;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who decides, until when, and what happens if they do not.
///
/// @param deadline null when the agreement sets no limit
/// @param then     null when the agreement says nothing: the decision goes on waiting
/// @param because  the line of the agreement; the agreement itself when it does not name this kind and whoever does the work decides
public record Decision(DecisionKind kind, Contact by, @Nullable Instant deadline, @Nullable TimeOut then, @Nullable Review review, Place because) {}
