namespace Tombolo.Xmpp.Disco;

/// <summary>One thing an entity is (XEP-0030 section 3.1; the registry of categories is at xmpp.org).</summary>
/// <param name="Category">Such as <c>server</c>, <c>account</c>, <c>client</c>.</param>
/// <param name="Type">Such as <c>im</c>, <c>registered</c>, <c>phone</c>.</param>
/// <param name="Name">For people; null for none.</param>
public sealed record DiscoIdentity(string Category, string Type, string? Name);
