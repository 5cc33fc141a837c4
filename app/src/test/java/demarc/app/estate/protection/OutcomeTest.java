package demarc.app.estate.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What restic and Borg say, and what it means.
class OutcomeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            restic_backup_ok.jsonl            |   | BACKUP | OK      | 362948126 | 236 | 6daa8ef6
            restic_backup_small.jsonl         |   | BACKUP | OK      | 10485760  | 1   | 9310620e
            borg_create_stdout.json           |   | BACKUP | OK      | 3038309   | 10  | test-snapadkkfdddasdf
            borg_create_stderr.json           |   | BACKUP | INCOMPLETE |        |     |
            borg_create_lock_stderr.json      | 2 |        | FAILED  |           |     | Another run holds the repository
            borg_create_perm_stderr.json      | 2 |        | FAILED  |           |     | Permission denied
            borg_check_stderr.json            |   | CHECK  | OK      |           |     | no problems
            borg_check_stdout.json            | 0 | CHECK  | OK      |           |     | no problems
            borg_list_stdout.json             | 0 | OTHER  | OK      |           |     |
            borg_list_stderr.json             | 0 |        | OK      |           |     |
            borg_info_stdout.json             | 0 |        | OK      |           |     |
            borg_info_stderr.json             | 0 |        | OK      |           |     |
            borg_list_archive_stderr.json     | 0 |        | OK      |           |     |
            borg_list_archive_stdout.json.gz  | 0 |        | OK      |           |     |
            borg_prune_stdout.json            | 0 | OTHER  | OK      |           |     |
            borg_prune_stderr.json            | 0 |        | OK      |           |     |
            borg_compact_stderr.json          | 0 |        | OK      |           |     |
            borg_delete_stderr.json           | 0 |        | OK      |           |     |
            borg_diff_archives_stdout.json    | 0 |        | OK      |           |     |
            borg_diff_archives_dict_issue_stdout.json | 0 |  | OK     |           |     |
            """)
    void filesOfRealRuns(String file, @Nullable Integer exit, @Nullable Operation operation, RunState state, @Nullable Long bytes, @Nullable Long files, @Nullable String says) throws IOException {
        var tool = file.startsWith("restic") ? Tool.RESTIC : Tool.BORG;
        var outcome = Outcome.read(tool, null, exit, text(file), "");
        assertThat(outcome.state()).as(outcome.toString()).isEqualTo(state);
        if (operation != null) assertThat(outcome.operation()).isEqualTo(operation);
        assertThat(outcome.bytes()).isEqualTo(bytes);
        assertThat(outcome.files()).isEqualTo(files);
        if (says != null) assertThat(outcome.snapshot() + outcome.message()).contains(says);
        // Whoever does not say which tool it was gets the same answer.
        if (operation == Operation.BACKUP) assertThat(Outcome.read(Tool.OTHER, null, exit, text(file), "")).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            RESTIC | BACKUP | 0   | {"message_type":"summary","files_new":1,"total_files_processed":3,"total_bytes_processed":60000,"data_added":5,"snapshot_id":"9e6c"} |   | OK | 3 files read
            RESTIC | BACKUP | 0   | {"message_type":"summary","total_files_processed":3,"snapshot_id":"9e6c"} | /srv/none does not exist, skipping | WARNING | /srv/none does not exist
            RESTIC | BACKUP | 3   | {"message_type":"summary","total_files_processed":3,"snapshot_id":"9e6c"} | {"message_type":"error","error":{"message":"open /srv/x: permission denied"},"during":"archival","item":"/srv/x"} | WARNING | permission denied
            RESTIC | BACKUP | 1   |   | Fatal: wrong password or no key found | FAILED | the job reads it from
            RESTIC | BACKUP | 1   |   | Fatal: unable to open config file: stat nope/config: no such file or directory | FAILED | is it mounted
            RESTIC | BACKUP | 12  |   | {"message_type":"exit_error","code":12,"message":"Fatal: wrong password or no key found"} | FAILED | (exit code 12)
            RESTIC | BACKUP | 130 | {"message_type":"status","percent_done":0.4} |   | INCOMPLETE | no snapshot
            RESTIC |        |     | {"message_type":"status","percent_done":0.4} |   | INCOMPLETE | no snapshot
            RESTIC | CHECK  | 0   | no errors were found |   | OK | no errors
            RESTIC | CHECK  | 1   | {"message_type":"summary","num_errors":2} |   | FAILED | found 2 errors
            RESTIC | CHECK  | 1   |   | Fatal: repository contains errors | FAILED | contains errors
            RESTIC | PRUNE  | 0   | [{"host":"vm","keep":[{"id":"a"}],"remove":[{"id":"b"},{"id":"c"}]}] |   | OK | 1 snapshots kept, 2 removed
            BORG   | BACKUP | 1   | {"archive":{"name":"a2","stats":{"nfiles":3,"original_size":60000,"deduplicated_size":1}}} | {"type":"log_message","message":"none: [Errno 2] No such file","levelname":"WARNING"} | WARNING | none: [Errno 2]
            BORG   | BACKUP | 105 | {"archive":{"name":"a2","stats":{"nfiles":3,"original_size":60000,"deduplicated_size":1}}} |   | WARNING | warnings
            BORG   | BACKUP | 2   |   | {"type":"log_message","message":"passphrase supplied in BORG_PASSPHRASE is incorrect.","levelname":"ERROR","msgid":"PassphraseWrong"} | FAILED | password was refused
            BORG   | BACKUP | 2   |   | Archive a1 already exists | FAILED | already exists
            BORG   | CHECK  | 1   |   | {"type":"log_message","message":"Index object count mismatch.","levelname":"ERROR"} | FAILED | Index
            OTHER  |        | 0   |   |   | OK | Done
            OTHER  |        | 7   | pg_dump: error: connection refused |   | FAILED | cannot be reached
            """)
    void wordsAndExitCodes(Tool tool, @Nullable Operation asked, @Nullable Integer exit, @Nullable String out, @Nullable String err, RunState state, String says) {
        var outcome = Outcome.read(tool, asked, exit, out == null ? "" : out, err == null ? "" : err);
        assertThat(outcome.state()).as(outcome.toString()).isEqualTo(state);
        assertThat(outcome.message()).contains(says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            restic-left-out.jsonl |    | WARNING | 3 | ledger.xlsx: permission denied
            restic-locked.jsonl   | 11 | FAILED  |   | restic unlock
            borg-create.json      | 0  | OK      | 3 | 3 files read
            """)
    void examples(String file, @Nullable Integer exit, RunState state, @Nullable Long files, String says) throws IOException {
        var outcome = Outcome.read(Tool.OTHER, null, exit, Files.readString(Path.of("../examples/backups", file)), "");
        assertThat(outcome.state()).isEqualTo(state);
        assertThat(outcome.files()).isEqualTo(files);
        assertThat(outcome.message()).contains(says);
    }

    private static String text(String name) throws IOException {
        var file = Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data/backup-outputs").resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: the shared data is not here (" + file + "); name its folder with -Ddemarc.shared");
        var bytes = Files.readAllBytes(file);
        if (!name.endsWith(".gz")) return new String(bytes);
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(zip.readAllBytes());
        }
    }
}
