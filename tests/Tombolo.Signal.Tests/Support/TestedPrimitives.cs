namespace Tombolo.Signal.Tests;

/// <summary>The implementations that every test of a primitive runs over.</summary>
public enum TestedPrimitives
{
    Managed,
    Native,
    Vector,
}
