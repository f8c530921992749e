using System.Threading.Channels;
using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Tests.Streams;

/// <summary>A store that answers when it is told to.</summary>
internal sealed class SlowStore : IMailboxStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> _asked = Channel.CreateUnbounded<bool>();
    private TaskCompletionSource<IReadOnlyList<MailboxEntry>> _page = NewPage();
    private int _reads;

    public int Reads => Volatile.Read(ref _reads);

    public Task<bool> AskedAsync() => _asked.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public void Answer(IReadOnlyList<MailboxEntry> page) => Interlocked.Exchange(ref _page, NewPage()).SetResult(page);

    public Task<IReadOnlyList<MailboxEntry>> ReadAsync(long mailbox, long after, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        var page = Volatile.Read(ref _page).Task;
        _asked.Writer.TryWrite(true);
        return page;
    }

    public void Confirm(long mailbox, long upto) => throw new NotSupportedException();

    public Task<OpenMailbox> OpenAsync(DeviceAddress device, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AppendAsync(IReadOnlyList<MailboxAppend> stanzas) => throw new NotSupportedException();

    public void Append(AppendBatch batch) => throw new NotSupportedException();

    public Task<MailboxFill> MeasureAsync(long mailbox, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> RemoveStoredBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static TaskCompletionSource<IReadOnlyList<MailboxEntry>> NewPage() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
