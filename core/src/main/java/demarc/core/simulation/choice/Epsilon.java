package demarc.core.simulation.choice;

/// Differences below these are noise. Cost as a share, the others in absolute shares.
public record Epsilon(double cost, double promises, double control, double overload) {

    /// Half a percent of cost, 0.2 points of promises, a point of control, one week of the year.
    public static final Epsilon USUAL = new Epsilon(0.005, 0.002, 0.01, 0.02);
}
