package demarc.app.estate.protection.web;

import demarc.app.estate.protection.Protections.SystemForm;
import java.util.Map;

/// A system that is being added.
///
/// @param clients by key
public record NewSystemPage(Map<String, String> clients, String client, SystemForm form, Map<String, String> problems) {}
