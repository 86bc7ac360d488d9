/**
 * The laws of a gate, checked while it runs: {@link dev.weir.admission.audit.AuditedGate} keeps
 * books of its own, {@link dev.weir.admission.audit.Auditor} compares them with the gate's levels.
 */
@NullMarked
package dev.weir.admission.audit;

import org.jspecify.annotations.NullMarked;
