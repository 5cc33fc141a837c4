/// From the tickets of the past to a model of the ones to come, and how far such a model can be trusted.
///
/// A [Model] is fitted to a [demarc.core.simulation.History], draws [demarc.core.simulation.World]s and can be edited by hand; [Backtest] fits it to
/// the first part of a history and holds its forecasts against the rest, beside what anybody would guess without a model.
@NullMarked
package demarc.core.simulation.model;

import org.jspecify.annotations.NullMarked;
