namespace Tombolo.Server.Abuse;

/// <summary>One connection's place on this node. Its network origin is what login failures are counted by; null stands for a proxy.</summary>
internal sealed class ConnectionAdmission(ConnectionGate gate, string? origin, bool waitsForLogin) : IDisposable
{
    private int _waits = waitsForLogin ? 1 : 0;
    private int _isIn = 1;

    public string? Origin { get; } = origin;

    /// <summary>The connection is logged in, and makes room for the next that has to.</summary>
    public void LoggedIn()
    {
        if (Interlocked.Exchange(ref _waits, 0) == 1)
        {
            gate.StopWaiting();
        }
    }

    public void Dispose()
    {
        LoggedIn();
        if (Interlocked.Exchange(ref _isIn, 0) == 1)
        {
            gate.Leave(Origin);
        }
    }
}
