/// How things come to be known: reports of inventory agents, files, devices asked by SNMP. A second report of a thing finds it again.
@NullMarked
@NamedInterface("inventory")
package demarc.app.estate.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
