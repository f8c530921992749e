using System.Data.Common;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Partners.Tokens;

namespace Tombolo.Server.Partners.Enlistment;

/// <summary>Keeps a partner's user and their address together for ever, also over deletion and return, so that blocks and limits still know them.</summary>
internal sealed class PartnerSubjects(HostSecret secret, ServiceNames services)
{
    private readonly KeyedHash _hash = new(secret, "partner subjects");

    /// <summary>The address this user has or had, or null.</summary>
    public AccountAddress? Find(DbConnection connection, IdentityToken token) =>
        connection.QuerySingleOrDefault<string>("SELECT account FROM partner_subject WHERE partner = @Partner AND subject = @Subject", KeyOf(token)) is { } address
            ? AccountAddress.Parse(address)
            : null;

    /// <summary>The address of this user, a new one for who was never here; the enlistment counts as living from now on.</summary>
    public AccountAddress FindOrCreate(DbConnection connection, IdentityToken token, Guid newId)
    {
        var key = KeyOf(token);
        var created = AccountAddress.Create(newId, services.DomainOf(token.Partner.Id));
        connection.Execute(
            """
            INSERT INTO partner_subject (partner, subject, account) VALUES (@Partner, @Subject, @account)
            ON CONFLICT (partner, subject) DO UPDATE SET ended_at = NULL
            """,
            new { key.Partner, key.Subject, account = created.ToString() });
        return Find(connection, token)!.Value;
    }

    /// <summary>Did this enlistment end by itself?</summary>
    public static bool HasEnded(DbConnection connection, AccountAddress account) =>
        connection.QuerySingleOrDefault<long?>("SELECT ended_at FROM partner_subject WHERE account = @account", new { account = account.ToString() }) is not null;

    private SubjectKey KeyOf(IdentityToken token) => new(token.Partner.Id, _hash.Of(token.Partner.Id, token.Subject));

    private sealed record SubjectKey(string Partner, byte[] Subject);
}
