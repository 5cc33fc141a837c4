package demarc.core.simulation.choice;

/// A plan and what it comes to.
///
/// @param low          within this and `high` the promises kept in a year lie on average, with 95 % confidence; both NaN after one replication
/// @param plannedLeft  hours of planned work in a year that were not done by its end
/// @param overtime     hours a year that the internal team works beyond its shift
/// @param nights       hours a year that the internal team works on call or in a night seat
/// @param replications years simulated
public record Point(Plan plan, Objectives objectives, double low, double high, double plannedLeft, double overtime, double nights, int replications) {}
