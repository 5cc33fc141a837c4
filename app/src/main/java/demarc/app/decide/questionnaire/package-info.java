/// The questionnaire: which way of running IT fits, from 28 answers. Pure: it knows neither Spring nor the database.
///
/// [Questionnaire] → [Answers] → [Scores] → [Gate]s → [Assessment], which also says what would change it ([Changes]), what cannot all be
/// true ([Contradiction]) and what each way would cost ([Prices]).
@NullMarked
package demarc.app.decide.questionnaire;

import org.jspecify.annotations.NullMarked;
