namespace Tombolo.Signal.Spqr;

/// <param name="Policy">Whether the ratchet is used.</param>
/// <param name="SelfSession">A session with another device of one's own account: a higher limit on forward jumps.</param>
internal readonly record struct SpqrSettings(SpqrPolicy Policy, bool SelfSession = false);
