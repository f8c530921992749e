namespace Tombolo.Client.Connection;

/// <summary>An iq that waits for its answer. Matched by peer and id together.</summary>
internal sealed class PendingQuestion(string? to)
{
    private readonly TaskCompletionSource<IqAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? To { get; } = to;

    public Task<IqAnswer> Answer => _answer.Task;

    public void Complete(IqAnswer answer) => _answer.TrySetResult(answer);
}
