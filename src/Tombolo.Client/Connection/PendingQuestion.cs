using System.Globalization;

namespace Tombolo.Client.Connection;

/// <summary>An iq that waits for its answer.</summary>
internal sealed class PendingQuestion(string? to, Action<PendingQuestion> close) : IDisposable
{
    private readonly TaskCompletionSource<IqAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = "q" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..16];

    public string? To { get; } = to;

    public Task<IqAnswer> Answer => _answer.Task;

    public void Complete(IqAnswer answer) => _answer.TrySetResult(answer);

    public void Dispose() => close(this);
}
