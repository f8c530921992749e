namespace Tombolo.Server.StandardClients.Portable;

/// <summary>One thing of a file that is not taken over; the rest is.</summary>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Reason">What is wrong with it, one sentence without passwords.</param>
public sealed record ImportProblem(int Line, string Reason);
