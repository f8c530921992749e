namespace Tombolo.Server.Mailboxes;

/// <summary>A batch whose owner waits for a task.</summary>
internal sealed class AwaitedAppend : AppendBatch
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AwaitedAppend(IReadOnlyList<MailboxAppend> stanzas) => Stanzas.AddRange(stanzas);

    public Task Completion => _completion.Task;

    public override void Complete(Exception? failure)
    {
        if (failure is null)
        {
            _completion.SetResult();
        }
        else
        {
            _completion.SetException(failure);
        }
    }
}
