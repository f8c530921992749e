namespace Tombolo.Server.StandardClients;

/// <summary>One RFC or XEP as standard clients meet it here.</summary>
/// <param name="Number">Such as <c>RFC 6121</c> or <c>XEP-0198</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Degree">How much of it, for people.</param>
/// <param name="Feature">What service discovery says about it; null when it is found out otherwise, mostly in the features of the stream.</param>
internal sealed record Specification(string Number, string Title, string Degree, string? Feature = null);
