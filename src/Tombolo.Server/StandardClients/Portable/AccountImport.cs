using System.Collections.Concurrent;
using System.Data.Common;
using System.Xml;
using Tombolo.Server.Storage;
using Tombolo.Xmpp.Addressing;

namespace Tombolo.Server.StandardClients.Portable;

/// <summary>
/// Takes accounts over from a file of XEP-0227. The host must not run: it would not see what changes under it. Users come in batches, each derived on all
/// cores and stored in one transaction, so memory stays the same however large the file is. A second run of the same file changes nothing.
/// </summary>
public static class AccountImport
{
    private const int BatchSize = 500;

    /// <param name="storage">Where the host's store is.</param>
    /// <param name="domain">The host's domain; accounts of others are passed over.</param>
    /// <param name="input">The file.</param>
    /// <param name="mode">Whether anything is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Hears of everything that is not taken over.</param>
    /// <param name="progress">Hears how many users are done.</param>
    /// <param name="cancellationToken">Ends it after a batch; those before it are kept.</param>
    /// <exception cref="StorageException">There is no store, or it cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file is no XEP-0227; what came before the fault is kept.</exception>
    public static ImportResult Run(
        StorageOptions storage, string domain, Stream input, ImportMode mode, TimeProvider time, Action<ImportProblem> tell, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(tell);
        using var connection = StoreConnection.Open(storage);
        using var reader = new PortableReader(input, domain, tell);
        var (result, done) = (new ImportResult(0, 0, 0, 0, 0), 0);
        using var users = reader.ReadUsers().GetEnumerator();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (batch, fault) = NextBatch(users);
            if (batch.Count > 0)
            {
                result = Add(result, RunBatch(connection, storage.Engine, domain, [.. batch], mode, time, tell));
                progress?.Report(done += batch.Count);
            }

            if (fault is not null)
            {
                throw fault;
            }

            if (batch.Count < BatchSize)
            {
                return result;
            }
        }
    }

    /// <summary>A full batch, or what is left: to the end of the file, or to the fault in it.</summary>
    private static (List<PortableUser> Batch, InvalidDataException? Fault) NextBatch(IEnumerator<PortableUser> users)
    {
        var batch = new List<PortableUser>(BatchSize);
        try
        {
            while (batch.Count < BatchSize && users.MoveNext())
            {
                batch.Add(users.Current);
            }

            return (batch, null);
        }
        catch (XmlException broken)
        {
            return (batch, new InvalidDataException(broken.Message.TrimEnd('.'), broken));
        }
        catch (InvalidDataException broken)
        {
            return (batch, broken);
        }
    }

    private static ImportResult RunBatch(
        DbConnection connection, DatabaseEngine engine, string domain, PortableUser[] batch, ImportMode mode, TimeProvider time, Action<ImportProblem> tell)
    {
        var problems = new ConcurrentQueue<ImportProblem>();
        var named = batch.Select(user => (User: user, Address: AddressOf(user, domain, problems.Enqueue))).Where(static one => one.Address is not null).ToArray();
        var known = AppPasswordRows.FindAll(connection, [.. named.Select(static one => one.Address!)]);
        var prepared = new PreparedUser[named.Length];
        Parallel.For(0, named.Length, index => prepared[index] = PreparedUser.Create(named[index].User, named[index].Address!, known.GetValueOrDefault(named[index].Address!), problems.Enqueue));
        foreach (var problem in problems.OrderBy(static problem => problem.Line))
        {
            tell(problem);
        }

        using var transaction = connection.BeginTransaction();
        var rows = new ImportedRows(connection, engine, time.GetUtcNow().ToUnixTimeMilliseconds(), tell);
        foreach (var user in prepared)
        {
            rows.Put(user);
        }

        rows.Complete();
        if (mode == ImportMode.Keep)
        {
            transaction.Commit();
        }

        return rows.Result;
    }

    private static string? AddressOf(PortableUser user, string domain, Action<ImportProblem> tell)
    {
        if (Jid.TryCreate(user.Name, domain, [], out var jid))
        {
            return jid.ToString();
        }

        tell(new ImportProblem(user.Line, $"'{user.Name}' cannot be the name of an account"));
        return null;
    }

    private static ImportResult Add(ImportResult left, ImportResult right) => new(
        left.Accounts + right.Accounts, left.Passwords + right.Passwords, left.Contacts + right.Contacts, left.Messages + right.Messages, left.Unchanged + right.Unchanged);
}
