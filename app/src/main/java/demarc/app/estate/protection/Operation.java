package demarc.app.estate.protection;

/// What a tool was asked to do. Only a backup makes a recovery point.
public enum Operation {
    BACKUP, CHECK, PRUNE, OTHER
}
