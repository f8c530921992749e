using System.Data.Common;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Dapper;
using Microsoft.Data.Sqlite;
using Tombolo.Server.Accounts;
using Tombolo.Server.StandardClients.Roster;
using Tombolo.Server.Storage;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.StandardClients.Portable;

/// <summary>
/// Writes the host's own accounts as XEP-0227, while the host runs: name, SCRAM credentials, contacts, and plain messages that wait. Encrypted messages and
/// keys of devices are not in it; they mean nothing to another server (a backup holds them).
/// </summary>
public static class AccountExport
{
    private const string Accounts =
        """
        SELECT account.address AS Address, account.region AS Region, identifier.type AS Type, identifier.value AS Value
        FROM account JOIN identifier ON identifier.id = account.identifier WHERE account.service = '' AND account.address > @after ORDER BY account.address LIMIT 500
        """;

    private const string Messages =
        """
        SELECT entry.content AS Content, entry.stored_at AS StoredAt FROM entry JOIN mailbox ON mailbox.id = entry.mailbox
        WHERE mailbox.account = @account AND mailbox.device = @device ORDER BY entry.seq
        """;

    /// <summary>Writes them all, in order of their names.</summary>
    /// <exception cref="StorageException">There is no store, or it cannot be used.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportResult Write(StorageOptions storage, string domain, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        using var connection = StoreConnection.Open(storage);
        using var snapshot = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        using var writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = true, NewLineHandling = NewLineHandling.Entitize });
        writer.WriteStartElement("server-data", PortableNames.Namespace);
        writer.WriteWhitespace("\n");
        writer.WriteStartElement("host", PortableNames.Namespace);
        writer.WriteAttributeString("jid", domain);
        var (result, after) = (new ExportResult(0, 0, 0), "");
        while (connection.Query<Row>(Accounts, new { after }).ToList() is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                result = WriteUser(writer, connection, row, result);
            }

            after = page[^1].Address;
        }

        writer.WriteWhitespace("\n");
        writer.WriteEndElement();
        writer.WriteWhitespace("\n");
        writer.WriteEndElement();
        return result;
    }

    private static ExportResult WriteUser(XmlWriter writer, DbConnection connection, Row row, ExportResult sum)
    {
        writer.WriteWhitespace("\n");
        writer.WriteStartElement("user", PortableNames.Namespace);
        writer.WriteAttributeString("name", row.Address[..row.Address.IndexOf('@', StringComparison.Ordinal)]);
        new XElement(PortableNames.Own + "account", new XAttribute("type", row.Type), new XAttribute("value", row.Value), row.Region.Length > 0 ? new XAttribute("region", row.Region) : null).WriteTo(writer);
        foreach (var hash in (ScramHash[])[ScramHash.Sha1, ScramHash.Sha256])
        {
            if (AppPasswordRows.Find(connection, row.Address, hash) is { } credentials)
            {
                PortableScram.Write(credentials).WriteTo(writer);
            }
        }

        var contacts = RosterRows.ReadAll(connection, row.Address);
        if (contacts.Count > 0)
        {
            new XElement(PortableNames.Roster + "query", contacts.Select(static contact => contact.ToElement())).WriteTo(writer);
        }

        var messages = WriteMessages(writer, connection, row.Address);
        writer.WriteEndElement();
        return new ExportResult(sum.Accounts + 1, sum.Contacts + contacts.Count, sum.Messages + messages);
    }

    private static int WriteMessages(XmlWriter writer, DbConnection connection, string account)
    {
        var written = 0;
        foreach (var (content, storedAt) in connection.Query<(byte[], long)>(Messages, new { account, device = DeviceAddress.StandardClients }, buffered: false))
        {
            if (written == 0)
            {
                writer.WriteStartElement("offline-messages", PortableNames.Namespace);
            }

            written += PortableStanza.Write(writer, content, DateTimeOffset.FromUnixTimeMilliseconds(storedAt)) ? 1 : 0;
        }

        if (written > 0)
        {
            writer.WriteEndElement();
        }

        return written;
    }

    private sealed record Row
    {
        public string Address { get; init; } = "";

        public string Region { get; init; } = "";

        public string Type { get; init; } = "";

        public string Value { get; init; } = "";
    }
}
