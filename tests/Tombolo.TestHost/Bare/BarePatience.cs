namespace Tombolo.TestHost.Bare;

/// <summary>What the grains of a <see cref="BareHost"/> wait for before they answer: nothing, unless a test says otherwise.</summary>
internal sealed class BarePatience
{
    /// <summary>Before a session is attached; the token is the caller's.</summary>
    public Func<CancellationToken, Task> Attaching { get; set; } = _ => Task.CompletedTask;

    /// <summary>Before presence is shown around.</summary>
    public Func<Task> Announcing { get; set; } = () => Task.CompletedTask;

    /// <summary>Before messages are taken.</summary>
    public Func<Task> Delivering { get; set; } = () => Task.CompletedTask;
}
