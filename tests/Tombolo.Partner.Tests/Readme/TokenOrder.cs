namespace Tombolo.Partner.Tests.Readme;

/// <summary>What an app sends in the sample of the package's README.</summary>
internal sealed record TokenOrder(string Purpose, string Jkt);
