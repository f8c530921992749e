using System.Data.Common;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.StandardClients.Roster;
using Tombolo.Server.Storage;
using Tombolo.Interop.Identity;

namespace Tombolo.Server.StandardClients.Portable;

/// <summary>Stores users of one batch and counts what is new. Belongs to one transaction.</summary>
internal sealed class ImportedRows(DbConnection connection, DatabaseEngine engine, long now, Action<ImportProblem> tell)
{
    private long _nextSeq;

    public ImportResult Result { get; private set; } = new(0, 0, 0, 0, 0);

    public void Put(PreparedUser prepared)
    {
        var before = Result;
        if (!PutAccount(prepared))
        {
            return;
        }

        if (prepared.Verifiers is { } verifiers)
        {
            AppPasswordRows.Set(connection, prepared.Address, verifiers, now);
            Result = Result with { Passwords = Result.Passwords + 1 };
        }

        PutRoster(prepared);
        PutMessages(prepared);
        if (Result == before)
        {
            Result = Result with { Unchanged = Result.Unchanged + 1 };
        }
    }

    /// <summary>The numbers that were given are remembered with what they were given to.</summary>
    public void Complete()
    {
        if (_nextSeq > 0)
        {
            connection.Execute("UPDATE seq_reserved SET upto = @upto", new { upto = _nextSeq });
        }
    }

    private bool PutAccount(PreparedUser prepared)
    {
        var (address, user) = (prepared.Address, prepared.User);
        if (connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM account WHERE address = @address)", new { address }))
        {
            return true;
        }

        var named = user.Identifier ?? new AccountIdentifier(IdentifierTypes.Handle, user.Name);
        if (IdentifierRows.FindAccount(connection, ServiceNames.Host, named) is not null)
        {
            tell(new ImportProblem(user.Line, $"what {user.Name} is called by belongs to another account here"));
            return false;
        }

        var identifier = IdentifierRows.GetOrAdd(connection, ServiceNames.Host, named);
        connection.Execute(
            "INSERT INTO account (address, service, identifier, region, created_at, seen_at) VALUES (@address, @service, @identifier, @region, @now, @now)",
            new { address, service = ServiceNames.Host, identifier, region = user.Region, now });
        Result = Result with { Accounts = Result.Accounts + 1 };
        return true;
    }

    private void PutRoster(PreparedUser prepared)
    {
        foreach (var item in prepared.User.Roster)
        {
            var known = RosterRows.Find(connection, prepared.Address, item.Address.ToString());
            if (known is null || known.ToElement().ToString() != item.ToElement().ToString())
            {
                RosterRows.Put(connection, prepared.Address, item);
                Result = Result with { Contacts = Result.Contacts + 1 };
            }
        }
    }

    private void PutMessages(PreparedUser prepared)
    {
        if (prepared.User.Messages.Count == 0)
        {
            return;
        }

        var owner = new { account = prepared.Address, device = DeviceAddress.StandardClients };
        connection.Execute("INSERT INTO mailbox (account, device) VALUES (@account, @device) ON CONFLICT (account, device) DO NOTHING", owner);
        var mailbox = connection.ExecuteScalar<long>("SELECT id FROM mailbox WHERE account = @account AND device = @device", owner);
        var waiting = connection.Query<(byte[] Content, long StoredAt)>("SELECT content, stored_at FROM entry WHERE mailbox = @mailbox", new { mailbox })
            .Select(static entry => (Convert.ToBase64String(entry.Content), entry.StoredAt)).ToHashSet();
        foreach (var message in prepared.User.Messages.OrderBy(static message => message.StoredAt))
        {
            var storedAt = message.StoredAt.ToUnixTimeMilliseconds();
            if (waiting.Add((Convert.ToBase64String(message.Content), storedAt)))
            {
                Insert(mailbox, storedAt, message.Content);
                Result = Result with { Messages = Result.Messages + 1 };
            }
        }
    }

    private void Insert(long mailbox, long storedAt, byte[] content)
    {
        if (engine == DatabaseEngine.Postgres)
        {
            connection.Execute("INSERT INTO entry (mailbox, stored_at, request, content) VALUES (@mailbox, @storedAt, 0, @content)", new { mailbox, storedAt, content });
            return;
        }

        _nextSeq = _nextSeq > 0 ? _nextSeq + 1 : connection.ExecuteScalar<long>("SELECT max(upto, (SELECT coalesce(max(seq), 0) FROM entry)) + 1 FROM seq_reserved");
        connection.Execute("INSERT INTO entry (seq, mailbox, stored_at, request, content) VALUES (@seq, @mailbox, @storedAt, 0, @content)", new { seq = _nextSeq, mailbox, storedAt, content });
    }
}
