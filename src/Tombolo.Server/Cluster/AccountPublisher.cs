using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;

namespace Tombolo.Server.Cluster;

/// <summary>Stores what was let through and then shows it to whoever is connected, in the order of the appends. Belongs to the account's grain.</summary>
internal sealed class AccountPublisher(IMailboxStore store, AccountMailboxes mailboxes, LiveSessions sessions, TimeProvider time)
{
    private readonly Queue<Publication> _publications = new();

    public void Add(Publication publication, StanzaDigest? digest, bool isRequest, List<(int Device, byte[] Content)> contents)
    {
        var devices = new int[contents.Count];
        var entries = new (OpenMailbox Mailbox, byte[] Content)[contents.Count];
        for (var index = 0; index < entries.Length; index++)
        {
            var (device, content) = contents[index];
            var mailbox = mailboxes.Of(device)!;
            mailbox.Begin(content.Length);
            devices[index] = device;
            entries[index] = (mailbox.Mailbox, content);
        }

        publication.Stanzas.Add((devices, new MailboxAppend { Digest = digest, IsRequest = isRequest, At = time.GetUtcNow(), Entries = entries }));
    }

    /// <summary>Appends, waits for the disk, then shows sessions what is committed, in the order of the appends.</summary>
    /// <exception cref="SupersededException">Another activation has the account now.</exception>
    public async Task CommitAsync(Publication publication)
    {
        if (publication.Stanzas.Count == 0)
        {
            return;
        }

        _publications.Enqueue(publication);
        using var span = ServerTraces.Commit(publication.Stanzas.Count);
        try
        {
            await store.AppendAsync(publication.Stanzas.ConvertAll(stanza => stanza.Append));
            if (publication.Stanzas.Exists(stanza => stanza.Append.IsSuperseded))
            {
                throw new SupersededException();
            }
        }
        catch (Exception)
        {
            publication.HasFailed = true;
            span.Fail("storage");
            throw;
        }
        finally
        {
            Settle(publication);
            using var delivery = ServerTraces.Deliver(span);
            while (_publications.TryPeek(out var first) && first.IsSettled)
            {
                Show(_publications.Dequeue());
            }
        }
    }

    /// <summary>It is stored or will never be: nothing of it is on its way any more.</summary>
    public void Settle(Publication publication)
    {
        if (publication.IsSettled)
        {
            return;
        }

        publication.IsSettled = true;
        foreach (var (devices, append) in publication.Stanzas)
        {
            for (var index = 0; index < devices.Length; index++)
            {
                Of(devices[index], append, index)?.Settle(append.Entries[index].Content.Length);
            }
        }
    }

    private void Show(Publication publication)
    {
        foreach (var (devices, append) in publication.Stanzas)
        {
            for (var index = 0; index < devices.Length && !append.IsDuplicate; index++)
            {
                if (Of(devices[index], append, index) is not { } mailbox)
                {
                    continue;
                }

                if (publication.HasFailed)
                {
                    Doubt(mailbox, devices[index]);
                }
                else
                {
                    Offer(mailbox, devices[index], new MailboxEntry(append.Seqs[index], append.At, append.IsRequest, append.Entries[index].Content));
                }
            }
        }
    }

    /// <summary>The mailbox of one of a stanza's entries; null when its device was replaced meanwhile and has another, which never counted this.</summary>
    private AccountMailbox? Of(int device, MailboxAppend append, int index) =>
        mailboxes.Of(device) is { } mailbox && mailbox.Mailbox == append.Entries[index].Mailbox ? mailbox : null;

    private void Offer(AccountMailbox mailbox, int device, MailboxEntry entry)
    {
        var after = mailbox.Newest;
        mailbox.Newest = entry.Seq;
        sessions.Offer(device, entry, after);
    }

    /// <summary>A failed write may have arrived all the same, and repeating it will tell no more than that it is there.</summary>
    private void Doubt(AccountMailbox mailbox, int device)
    {
        mailbox.Newest = AccountMailbox.Unknown;
        sessions.Lag(device);
    }
}
