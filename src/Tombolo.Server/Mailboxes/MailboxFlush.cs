using Tombolo.Server.Transport;

namespace Tombolo.Server.Mailboxes;

/// <summary>What one commit writes for the mailboxes. Filled when its turn comes, so that everything that waited goes along.</summary>
internal sealed class MailboxFlush(List<AppendBatch> batches, Dictionary<long, long> confirms)
{
    public IEnumerable<MailboxAppend> Stanzas => batches.SelectMany(static batch => batch.Stanzas);

    public int StanzaCount { get; } = batches.Sum(static batch => batch.Stanzas.Count);

    public Dictionary<long, long> Confirms { get; } = confirms;

    /// <summary>Digests that this flush added to the memory of recent ones; taken out again when it turns out not to be stored.</summary>
    public List<StanzaDigest> Added { get; } = [];

    /// <summary>Tells everybody, in one turn: a connection to which several of them write is written to once.</summary>
    public void Complete(Exception? failure)
    {
        using var turn = OutputTurn.Begin();
        foreach (var batch in batches)
        {
            batch.Complete(failure);
        }
    }
}
