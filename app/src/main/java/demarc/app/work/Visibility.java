package demarc.app.work;

/// Who may read a message: everybody who sees the ticket, the author's own party, or the parties it names.
public enum Visibility { PUBLIC, INTERNAL, PARTIES }
