/// Which split of the work is best: from a [Question] over simulated [Plan]s to a [Frontier], a look ahead, and a [Recommendation] with its agreement.
///
/// Cost, control and overload of a plan are closed forms of its split; what promises are kept is simulated, on the same tickets for every plan.
/// Budgets are counted in simulated tickets, never in seconds, so that a seed gives the same answer on any machine and any number of threads.
@NullMarked
package demarc.core.simulation.choice;

import org.jspecify.annotations.NullMarked;
