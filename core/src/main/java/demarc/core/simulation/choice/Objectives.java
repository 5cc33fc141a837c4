package demarc.core.simulation.choice;

/// What a plan is judged by.
///
/// @param cost     of a year, in the currency's smallest unit
/// @param promises share of the answers and resolutions that were in time
/// @param control  how much stays inside: half the share of work hours, half the share of decisions
/// @param overload share of the weeks that bring the internal team more work, reactive and planned, than its people have hours
public record Objectives(long cost, double promises, double control, double overload) {

    /// At least as good in everything, and better in something.
    public boolean dominates(Objectives other) {
        return isAsGood(other) && !equals(other);
    }

    boolean isAsGood(Objectives other) {
        return cost <= other.cost && promises >= other.promises && control >= other.control && overload <= other.overload;
    }

    /// As good but for differences too small to matter.
    boolean isAsGoodWithin(Epsilon epsilon, Objectives other) {
        return cost <= other.cost * (1 + epsilon.cost()) && promises >= other.promises - epsilon.promises()
                && control >= other.control - epsilon.control() && overload <= other.overload + epsilon.overload();
    }
}
