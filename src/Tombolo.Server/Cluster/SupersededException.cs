namespace Tombolo.Server.Cluster;

/// <summary>Another activation opened the account's mailboxes after this one: nothing was stored, and this one ends.</summary>
internal sealed class SupersededException() : Exception("The account has another activation now.");
