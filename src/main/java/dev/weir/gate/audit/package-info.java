/**
 * The invariants of a gate, checked while it runs: {@link dev.weir.gate.audit.AuditedGate} keeps a
 * ledger of its own, {@link dev.weir.gate.audit.Auditor} compares them with the gate's levels.
 */
@NullMarked
package dev.weir.gate.audit;

import org.jspecify.annotations.NullMarked;
