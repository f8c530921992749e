using Mono.Cecil;
using Mono.Cecil.Cil;
using Tombolo.Architecture.Tests.Solution;

namespace Tombolo.Architecture.Tests.Calls;

public sealed class GrainCallTests
{
    private const string Token = "System.Threading.CancellationToken";

    /// <summary>
    /// Orleans cancels a call on a thread of its own, also one that has just ended, and that exception ends the process. So a token that a connection or a request
    /// may cancel never goes into a call. Inside a grain the only token there is comes from its caller.
    /// </summary>
    [Fact]
    public void GrainCalls_FromOutsideOfGrains_TakeNoToken()
    {
        using var server = BuiltProject.Named("Tombolo.Server").Read();
        var calls = server.MainModule.GetTypes().Where(static type => !IsInGrain(type)).SelectMany(static type => type.Methods).Where(static method => method.HasBody)
            .SelectMany(static method => method.Body.Instructions.Where(IsCallWithToken).Select(call => (method, call))).ToArray();

        var cancellable = calls.Where(static one => one.call.Previous.Operand is not MethodReference { Name: "get_None" }).Select(static one => one.method.FullName);

        Assert.True(calls.Length > 10, $"Only {calls.Length} calls were found, so this test looks in the wrong place.");
        Assert.Empty(cancellable);
    }

    private static bool IsCallWithToken(Instruction instruction) =>
        instruction.Operand is MethodReference { Parameters: [.., { ParameterType.FullName: Token }], DeclaringType: TypeDefinition { IsInterface: true } type }
        && type.Interfaces.Any(static implemented => implemented.InterfaceType.FullName.StartsWith("Orleans.", StringComparison.Ordinal));

    /// <summary>A grain, what the compiler made of its methods, and what Orleans generated.</summary>
    private static bool IsInGrain(TypeDefinition type) =>
        type.Namespace.StartsWith("OrleansCodeGen", StringComparison.Ordinal) || (type.DeclaringType is { } outer ? IsInGrain(outer) : type.BaseType?.FullName is "Orleans.Grain");
}
