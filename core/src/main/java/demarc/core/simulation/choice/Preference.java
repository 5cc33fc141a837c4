package demarc.core.simulation.choice;

/// What things are worth to this business, so that one point of a frontier can be named best: each as a share of a year's cost.
///
/// @param target        share of promises that has to be kept
/// @param promiseBelow  worth of one point of promises while fewer are kept
/// @param promiseAbove  and beyond that
/// @param control       worth of one point of control
/// @param overload      worth of one point of weeks without overload
public record Preference(double target, double promiseBelow, double promiseAbove, double control, double overload) {

    /// Our estimate; what a questionnaire says about control replaces it by [#withControl].
    public static final Preference USUAL = new Preference(0.95, 0.02, 0.002, 0.0015, 0.002);

    /// @param wish from 0, hands off, to 1, keep control
    public Preference withControl(double wish) {
        return new Preference(target, promiseBelow, promiseAbove, 0.004 * wish * wish, overload);
    }

    /// Cost and what is missing, in money: less is better.
    ///
    /// @param reference a year's cost that the shares are of
    public double score(Objectives of, double reference) {
        double below = Math.max(0, target - of.promises()) * 100;
        double above = (1 - Math.max(target, of.promises())) * 100;
        return of.cost() + reference * (below * promiseBelow + above * promiseAbove + (1 - of.control()) * 100 * control + of.overload() * 100 * overload);
    }
}
