using System.Data.Common;

namespace Tombolo.Server.Storage;

/// <summary>A queued write with its return value and the task that its caller waits for.</summary>
internal sealed class DatabaseWork<TResult>(Func<DbConnection, TResult> work, CancellationToken cancellationToken) : DatabaseWork
{
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    public Task<TResult> Completion => _completion.Task;

    public override bool TryCancel() => cancellationToken.IsCancellationRequested && _completion.TrySetCanceled(cancellationToken);

    public override void Run(DbConnection connection) => _result = work(connection);

    public override void Complete() => _completion.TrySetResult(_result!);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
