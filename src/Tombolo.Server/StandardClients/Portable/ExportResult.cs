namespace Tombolo.Server.StandardClients.Portable;

/// <summary>What an export holds.</summary>
/// <param name="Accounts">The host's own accounts.</param>
/// <param name="Contacts">Their contacts.</param>
/// <param name="Messages">Plain messages that wait for their standard clients.</param>
public sealed record ExportResult(int Accounts, int Contacts, int Messages);
