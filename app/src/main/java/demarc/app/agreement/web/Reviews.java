package demarc.app.agreement.web;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Proposals;
import demarc.app.directory.Client;
import demarc.core.agreement.Agreement;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Looks at a text as its author does: findings, what it is, and what it changes against what is in force.
@Component
@Transactional(readOnly = true)
class Reviews {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final Proposals proposals;
    private final Agreements agreements;
    private final Clock clock;

    Reviews(Proposals proposals, Agreements agreements, Clock clock) {
        this.proposals = proposals;
        this.agreements = agreements;
        this.clock = clock;
    }

    public EditorPage.Findings of(Client client, String text) {
        var reading = proposals.read(client, text);
        var agreement = reading.agreement();
        boolean whole = agreement != null && reading.isWhole();
        return new EditorPage.Findings(client, FindingRow.of(reading.findings()), reading.errors(), reading.warnings(), reading.mayBeProposed(),
                whole ? facts(agreement) : null, whole ? changes(client, agreement, "the draft") : null);
    }

    private static EditorPage.Facts facts(Agreement agreement) {
        var usage = FeesPage.usual(agreement);
        var bill = demarc.core.agreement.Bill.rate(agreement, YearMonth.from(agreement.effective()), usage);
        var usual = usage.counts().entrySet().stream().map(each -> "%d × %s".formatted(each.getValue(), each.getKey())).sorted().toList();
        return new EditorPage.Facts(agreement.version(), DAY.format(agreement.effective()), Frame.inWords(agreement.model()), agreement.services().size(),
                agreement.services().values().stream().mapToInt(service -> service.activities().size()).sum(), FeesPage.inWords(bill.total()), String.join(", ", usual));
    }

    /// Against the version in force; null when none is, or when it is the same text.
    public @Nullable Changes changes(Client client, Agreement newer, String name) {
        var current = agreements.inForce(client.id(), clock.instant());
        if (current.isEmpty()) return null;
        var older = current.get().inForce().agreement();
        return older.hash().equals(newer.hash()) ? null : Changes.between("version " + current.get().number(), older, name, newer, YearMonth.from(newer.effective()));
    }
}
