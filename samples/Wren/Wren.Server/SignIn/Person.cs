namespace Wren.Server.SignIn;

/// <summary>One of Wren's people. The id never changes and is nobody else's; the address may change one day.</summary>
internal sealed record Person(string Id, string Email, string Region);
