namespace Tombolo.Signal;

/// <summary>What the powers in <see cref="FieldPowers"/> need of an implementation of GF(2^255-19).</summary>
internal interface IField<TSelf>
    where TSelf : struct, IField<TSelf>
{
    static abstract TSelf Multiply(in TSelf a, in TSelf b);

    static abstract TSelf Square(in TSelf a);
}
