namespace Tombolo.Server.Mailboxes;

/// <summary>What one commit writes for the mailboxes. Filled when its turn comes, so that everything that waited goes along.</summary>
internal sealed class MailboxFlush
{
    private readonly List<(IReadOnlyList<MailboxAppend> Stanzas, TaskCompletionSource Completion)> _appends;

    public MailboxFlush(List<(IReadOnlyList<MailboxAppend> Stanzas, TaskCompletionSource Completion)> appends, Dictionary<long, long> confirms)
    {
        _appends = appends;
        Confirms = confirms;
    }

    public IEnumerable<MailboxAppend> Stanzas => _appends.SelectMany(append => append.Stanzas);

    public int StanzaCount
    {
        get
        {
            var count = 0;
            foreach (var (stanzas, _) in _appends)
            {
                count += stanzas.Count;
            }

            return count;
        }
    }

    public Dictionary<long, long> Confirms { get; }

    /// <summary>Digests that this flush added to the memory of recent ones; taken out again when it turns out not to be stored.</summary>
    public List<StanzaDigest> Added { get; } = [];

    public void Complete()
    {
        foreach (var (_, completion) in _appends)
        {
            completion.TrySetResult();
        }
    }

    public void Fail(Exception exception)
    {
        foreach (var (_, completion) in _appends)
        {
            completion.TrySetException(exception);
        }
    }
}
