package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.Escalation;
import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Agreement.Team;
import java.util.List;

/// The one answer to a case: which rule matched, who works, who answers for it and how fast. Shared by all cases it answers.
///
/// @param rule  the line of the agreement that gave the answer
/// @param level targets of this activity at this priority
public record Assignment(Activity activity, Priority priority, Rule rule, Team responsible, Party accountable, ServiceLevel level) {

    public List<Contact> consulted() {
        return rule.consulted();
    }

    public List<Contact> informed() {
        return rule.informed();
    }

    public List<Escalation> escalation() {
        return rule.escalation();
    }
}
