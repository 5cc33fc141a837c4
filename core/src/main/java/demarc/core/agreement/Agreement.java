package demarc.core.agreement;

import demarc.core.worktime.Holidays;
import demarc.core.worktime.WeeklyHours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// An agreement as written: every name resolved, inheritance applied, nothing proved yet. Every part knows its [Place], so that
/// findings and reasons can point at it. Orders are the text's orders.
///
/// @param hash SHA-256 of the text as handed over, in lower-case hex: what the parties sign
public record Agreement(
        String file,
        String text,
        String hash,
        Place at,
        String key,
        int version,
        LocalDate effective,
        Party client,
        List<Party> providers,
        Model model,
        Place modelAt,
        ZoneId zone,
        Holidays holidays,
        Boundary boundary,
        Map<String, Hours> hours,
        Map<String, Team> teams,
        Map<String, Person> people,
        Map<String, Site> sites,
        Map<String, Service> services,
        Map<DecisionKind, List<DecisionRule>> decisions,
        SortedMap<Priority, ServiceLevel> serviceLevels,
        @Nullable ServiceLevel requestLevel,
        PauseRules pauses,
        ReviewCycle review,
        List<Fee> fees,
        List<Framework> compliance) {

    /// The claim of `model:`, which the checker holds against the rules.
    public enum Model { FULLY_MANAGED, CO_MANAGED, INTERNAL }

    /// What happens to work in progress when the responsible team changes at the edge of hours (`at-boundary:`).
    public enum Boundary { STAY, UNSTARTED, ALL }

    /// How often the parties go over the agreement together (`review: every 3 months`).
    ///
    /// @param months null for never
    public record ReviewCycle(@Nullable Integer months, Place at) {}

    /// `client`, or a provider's key.
    public record Party(String key, String name, boolean isClient, Place at) {}

    /// Named hours, of the client's time zone.
    public record Hours(String name, WeeklyHours weekly, Place at) {}

    /// Who can be consulted, informed, escalated to or asked to decide.
    public sealed interface Contact permits Team, Person {
        String key();
        Party party();
        Hours hours();
        Place at();
    }

    public record Team(String key, String title, Party party, Hours hours, int people, Set<String> skills, Place at) implements Contact {}

    /// @param hours when this person can be reached (`reachable:`)
    /// @param deputy key of the person who stands in, or null
    public record Person(String key, String title, Party party, Hours hours, @Nullable String deputy, Place at) implements Contact {}

    public record Site(String key, String name, Place at) {}

    /// @param code the shipped catalogue's code (`NMS`), or empty for a service of the client's own
    /// @param levels targets that override the agreement's, by priority
    public record Service(
            String key, String code, String title, Map<String, Activity> activities, SortedMap<Priority, ServiceLevel> levels, Place at) {}

    /// The smallest unit of responsibility. `accountable` holds every party the text names: the checker wants exactly one.
    ///
    /// @param key      `service/activity`
    /// @param code     the shipped catalogue's code (`NMS-03`), or empty
    /// @param decision the kind of decision this activity waits for before it is done, or null
    public record Activity(
            String key,
            String code,
            String title,
            String service,
            List<Claim> accountable,
            List<Rule> rules,
            @Nullable DecisionKind decision,
            Place at) {

        /// The last part of the key.
        public String name() {
            return key.substring(key.indexOf('/') + 1);
        }
    }

    /// A party named accountable, and where the text says so.
    public record Claim(Party party, Place at) {}

    /// One line of an activity's rules; the first that matches a case wins.
    ///
    /// @param number     1 for the first rule of its activity
    /// @param when       the minutes of the eight-day week it covers; null for all (`otherwise`)
    /// @param whenText   as written ("office"), "otherwise" when null
    /// @param priorities empty for all
    /// @param sites      empty for all
    /// @param split      how helpers of another party share the work (`split:`), or null
    public record Rule(
            int number,
            @Nullable WeeklyHours when,
            String whenText,
            Set<Priority> priorities,
            Set<Site> sites,
            Team responsible,
            List<Contact> helpers,
            List<Contact> consulted,
            List<Contact> informed,
            List<Escalation> escalation,
            @Nullable String split,
            Place at) {}

    /// `service-desk after 4h`: the time runs on the clock of the case's service level, without progress.
    public record Escalation(Contact to, Target after, Place at) {}

    public enum DecisionKind {
        STANDARD_CHANGE, NORMAL_CHANGE, EMERGENCY_CHANGE, SPEND, ACCESS, CONTAINMENT, RESTORE, VENDOR_COMMITMENT, POLICY;

        /// As written in an agreement: `standard-change`.
        public String written() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// Who decides. `by` null means `by: responsible`: whoever does the work.
    ///
    /// @param upTo   the largest amount this rule covers, for spend; null for any
    /// @param within time the decider has, on `clock`; null for no limit
    /// @param then   what happens when it runs out; null when the text says nothing
    /// @param review the duty of review afterwards, or null
    public record DecisionRule(
            DecisionKind kind,
            demarc.core.money.@Nullable Money upTo,
            @Nullable Contact by,
            @Nullable Target within,
            @Nullable TimeOut then,
            @Nullable Review review,
            Place at) {}

    public sealed interface TimeOut {
        record Proceed() implements TimeOut {}
        record Refuse() implements TimeOut {}
        record Escalate(Contact to) implements TimeOut {}
    }

    public record Review(Contact by, Target within) {}

    /// A framework named under `compliance:`, such as HIPAA.
    public record Framework(String name, Place at) {}
}
