namespace Tombolo.Server.Fuzz;

/// <summary>A property that must hold whatever came in.</summary>
internal static class Expect
{
    internal static void That(bool holds, string property)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Broken: {property}.");
        }
    }
}
