/// The answer: what the business's own history says about each way to run its IT, as one tree of figures that each know where they come from.
///
/// [Answer] is that tree; [AnswerText] and [AnswerJson] say it to people and programs, [ReportPage] lays it out for pages, files and paper.
/// Nothing in it depends on the moment at which it was asked: the same question and seed give the same bytes.
@NullMarked
package demarc.app.decide.report;

import org.jspecify.annotations.NullMarked;
